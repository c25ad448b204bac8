-- lease: begins a load: tells what is there, or leaves a lease in the place of the entry and tells
-- its token, over which the loaded value will be stored.
--
-- KEYS   1 entry   2 meta of its segment   3 clocks of its tags, if the value may have tags; makes
--        them if they are not there (the same slot)
-- ARGV   1 life of the lease in us
-- reply  {record or nil, token of the lease or 0, newest version of the segment, 1 if there is no
--        lease because the clocks are lost: ask again with KEYS[3]}
-- A lease is a record with flags 65, without a value, whose version is its token. For everybody else
-- nothing is there. Who asks while one is there shares its token, and it gets a new life.
--
-- Why the token needs no version of its own, so that nothing has to be announced: it is the newest
-- version of the segment. Every invalidation of the entry that comes later makes a newer version,
-- so a lease that is made after that has another token, and what was loaded before it finds either
-- no lease or one of another token: a removal deletes the record, a put writes its own, a clear
-- makes all leases dead that are older than itself. (Not those of its own version: such a lease was
-- made after it. An entry of that version can't be, every entry has made a version.) If the lease
-- is lost and made again with the same token, nothing in the segment has changed in between.
-- While there is a hold, see change.lua, no lease is made; the token is one that no lease of this
-- entry will ever have: the hold has made a version that is newer.

-- include tags.lua

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]

-- Without meta nothing that is there is trusted: all older entries of the segment are dead.
local newest, cleared, floor
if meta and #meta == 24 then
  newest, cleared, floor = struct.unpack('>I8I8I8', meta)
else
  newest = now + 60000000
  cleared, floor = newest, 0
  redis.call('SET', KEYS[2], struct.pack('>I8I8I8', newest, cleared, floor))
end
local fields, fence = nil, 0
if floor ~= 0 then
  fields, fence = clockFields(KEYS[2], floor, {})
end

local token = newest
if entry and #entry >= 16 then
  local version, flags = struct.unpack('>I7B', entry)
  local ends = 0
  if flags >= 64 and #entry >= 23 then
    ends = struct.unpack('>I7', entry, 17)
  end
  if flags == 65 then
    if version >= cleared and version <= newest and ends > now
        and (floor == 0 or (fields and version >= fence)) then
      token = version
    end
  elseif flags == 97 then
    if ends > now and ends <= 9007199254740992 then
      return {false, newest - 1, newest}
    end
  -- The client refuses an end that is no exact number.
  elseif version > cleared and version <= 9007199254740992 then
    local alive = flags == 0 or flags == 2
      or ((flags == 64 or flags == 66) and ends > now and ends <= 9007199254740992)
    if alive and (flags == 2 or flags == 66) then
      alive = tagsHold(KEYS[2], floor, version, entry, flags == 2 and 17 or 24)
    end
    if alive then
      return {entry, 0, newest}
    end
  end
end
if not fields and KEYS[3] then
  redis.call('UNLINK', KEYS[3])
  redis.call('HSET', KEYS[3], '', struct.pack('>I8I8', newest, floor == 0 and 0 or newest))
  redis.call('SET', KEYS[2], struct.pack('>I8I8I8', newest, cleared, newest))
elseif not fields and floor ~= 0 then
  return {false, newest, newest, 1}
end
local life = tonumber(ARGV[1])
redis.call('SET', KEYS[1],
  struct.pack('>I7Bc8I7', token, 65, string.rep('\0', 8), now + life),
  'PX', math.ceil(life / 1000))
return {false, token, newest}
