-- read: reads an entry and gives it the life that a read gives, in one step.
--
-- KEYS   1 entry   2 meta of its segment (the same slot)
-- ARGV   1 time to live from the read on in us: -1 = for ever, 0 = the entry is gone at once
--        2 channel   3 head of its messages
-- reply  {record or nil, newest version of the segment, end of the entry in us or 0 = never}
-- A longer life is written only if it is longer by more than an eighth, so that a hot entry is not
-- rewritten with each read. A read that ends the entry is announced; one that prolongs it is not:
-- the value is the same.
-- A server that has no memory left refuses to write: then the entry keeps its end, and is read.

-- include tags.lua

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]

-- Without meta nothing that is there is trusted: all older entries of the segment are dead.
if not meta or #meta ~= 24 then
  local newest = now + 60000000
  local set = redis.pcall('SET', KEYS[2], struct.pack('>I8I8I8', newest, newest, 0))
  return {false, set.err and 0 or newest, 0}
end
local newest, cleared, floor = struct.unpack('>I8I8I8', meta)
if not entry then
  return {false, newest, 0}
end
-- What can't be read goes back as it is: the client counts it.
if #entry < 16 then
  return {entry, newest, 0}
end
local version, flags, operation = struct.unpack('>I7Bc8', entry)
local ends = 0
if flags == 65 or flags == 97 then
  return {false, newest, 0}
end
if (flags == 64 or flags == 66) and #entry >= 23 then
  ends = struct.unpack('>I7', entry, 17)
elseif flags ~= 0 and flags ~= 2 then
  return {entry, newest, 0}
end
if version > 9007199254740992 or ends > 9007199254740992 then
  return {entry, newest, ends}
end
local form = flags % 64
if version <= cleared or (flags ~= form and ends <= now)
    or (form == 2 and not tagsHold(KEYS[2], floor, version, entry, flags == 2 and 17 or 24)) then
  return {false, newest, 0}
end

local ttl = tonumber(ARGV[1])
if ttl == 0 then
  local changed = newest + 1
  if now > changed then
    changed = now
  end
  redis.call('SET', KEYS[2], struct.pack('>I8I8I8', changed, cleared, floor))
  redis.call('DEL', KEYS[1])
  redis.call('PUBLISH', ARGV[2],
    ARGV[3] .. struct.pack('>I8I8', newest, changed) .. string.sub(KEYS[1], #KEYS[2] + 2))
  return {entry, changed, now}
end
local wanted = now + ttl
if ttl < 0 then
  if ends ~= 0 and redis.pcall('SET', KEYS[1],
      struct.pack('>I7Bc8', version, form, operation) .. string.sub(entry, 24)).ok then
    ends = 0
  end
elseif ends == 0 then
  if redis.pcall('SET', KEYS[1],
      struct.pack('>I7Bc8I7', version, 64 + form, operation, wanted) .. string.sub(entry, 17),
      'PX', math.ceil(ttl / 1000)).ok then
    ends = wanted
  end
elseif (wanted < ends or wanted - ends > ttl / 8)
    and type(redis.pcall('SETRANGE', KEYS[1], 16, struct.pack('>I7', wanted))) == 'number' then
  ends = wanted
  redis.call('PEXPIRE', KEYS[1], math.ceil(ttl / 1000))
end
return {entry, newest, ends}
