-- reread: reads an entry of which a version is known; changes nothing.
--
-- KEYS   1 entry   2 meta of its segment (the same slot)
-- ARGV   1 the version that is known
-- reply  {record, 0 if it is the known version, or nil, newest version of the segment or 0 if there
--        is no meta, end of the entry in us or 0 = never}

-- include tags.lua

local meta = redis.call('MGET', KEYS[2])[1]
-- Without meta nothing that is there is trusted: all older entries of the segment are dead.
if not meta or #meta ~= 24 then
  return {false, 0, 0}
end
local newest, cleared, floor = struct.unpack('>I8I8I8', meta)
local head = redis.pcall('GETRANGE', KEYS[1], 0, 22)
if type(head) ~= 'string' or head == '' then
  return {false, newest, 0}
end
-- What can't be read goes back as it is: the client counts it.
if #head < 16 then
  return {head, newest, 0}
end
local version, flags = struct.unpack('>I7B', head)
local ends = 0
if flags == 65 or flags == 97 then
  return {false, newest, 0}
end
local form = flags % 64
if (flags == 64 or flags == 66) and #head == 23 then
  ends = struct.unpack('>I7', head, 17)
end
if (form ~= 0 and form ~= 2) or flags > 66 or (flags ~= form and #head < 23) or version > 9007199254740992
    or ends > 9007199254740992 then
  return {head, newest, 0}
end
if version <= cleared then
  return {false, newest, 0}
end
if ends ~= 0 then
  local time = redis.call('TIME')
  if ends <= time[1] * 1000000 + time[2] then
    return {false, newest, 0}
  end
end
if form == 2 then
  -- As long as header and tags can be.
  local front = redis.call('GETRANGE', KEYS[1], 0, 65535)
  if not tagsHold(KEYS[2], floor, version, front, flags == 2 and 17 or 24) then
    return {false, newest, 0}
  end
end
if version == tonumber(ARGV[1]) then
  return {0, newest, ends}
end
return {redis.call('GET', KEYS[1]), newest, ends}
