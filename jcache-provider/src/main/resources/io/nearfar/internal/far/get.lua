-- get: reads an entry of a cache that has tags; changes nothing.
--
-- KEYS   1 entry   2 meta of its segment   3 clocks of its tags (the same slot)
-- reply  {record or nil, newest version of the segment or 0 if there is no meta}

-- include tags.lua

local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]
-- Without meta nothing that is there is trusted: all older entries of the segment are dead.
if not meta or #meta ~= 24 then
  return {false, 0}
end
local newest, cleared, floor = struct.unpack('>I8I8I8', meta)
if entry and #entry >= 16 then
  local version, flags = struct.unpack('>I7B', entry)
  if flags == 65 or flags == 97 or version <= cleared
      or (flags == 2 and not tagsHold(KEYS[2], floor, version, entry, 17))
      or (flags == 66 and not tagsHold(KEYS[2], floor, version, entry, 24)) then
    entry = false
  end
end
-- What can't be read goes back as it is: the client counts it.
return {entry, newest}
