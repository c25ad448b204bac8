-- touch: gives an entry another life, unless it was changed since.
--
-- KEYS   1 entry   2 meta of its segment (the same slot)
-- ARGV   1 version of the entry
--        2 time to live from now on in us: -1 = for ever, 0 = the entry is gone at once
--        3 channel   4 head of its messages
-- reply  1 = done, 0 = the entry is another one, or gone
-- The end of the entry is announced; a longer or shorter life is not: the value is the same.

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]
if not meta or #meta ~= 24 or not entry or #entry < 24 then
  return 0
end
local newest, cleared, floor = struct.unpack('>I8I8I8', meta)
local version, flags, operation, ends = struct.unpack('>I7Bc8I8', entry)
if flags ~= 0 or version <= cleared or version ~= tonumber(ARGV[1])
    or (ends ~= 0 and ends <= now) or ends > 9007199254740992 then
  return 0
end

local ttl = tonumber(ARGV[2])
if ttl == 0 then
  local changed = newest + 1
  if now > changed then
    changed = now
  end
  redis.call('SET', KEYS[2], struct.pack('>I8I8I8', changed, cleared, floor))
  redis.call('DEL', KEYS[1])
  redis.call('PUBLISH', ARGV[3],
    ARGV[4] .. struct.pack('>I8I8', newest, changed) .. string.sub(KEYS[1], #KEYS[2] + 2))
elseif ttl < 0 then
  redis.call('SETRANGE', KEYS[1], 16, struct.pack('>I8', 0))
  redis.call('PERSIST', KEYS[1])
else
  redis.call('SETRANGE', KEYS[1], 16, struct.pack('>I8', now + ttl))
  redis.call('PEXPIRE', KEYS[1], math.ceil(ttl / 1000))
end
return 1
