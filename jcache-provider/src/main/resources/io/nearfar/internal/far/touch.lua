-- touch: gives an entry another life, unless it was changed since.
--
-- KEYS   1 entry   2 meta of its segment (the same slot)
-- ARGV   1 version of the entry
--        2 time to live from now on in us: -1 = for ever, 0 = the entry is gone at once
--        3 channel   4 head of its messages
-- reply  1 = done, 0 = the entry is another one, or gone
-- The end of the entry is announced; a longer or shorter life is not: the value is the same.

-- include tags.lua

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local found = redis.call('MGET', KEYS[1], KEYS[2])
local entry, meta = found[1], found[2]
if not meta or #meta ~= 24 or not entry or #entry < 16 then
  return 0
end
local newest, cleared, floor = struct.unpack('>I8I8I8', meta)
local version, flags, operation = struct.unpack('>I7Bc8', entry)
local ends = 0
if (flags == 64 or flags == 66) and #entry >= 23 then
  ends = struct.unpack('>I7', entry, 17)
elseif flags ~= 0 and flags ~= 2 then
  return 0
end
local form = flags % 64
if version <= cleared or version ~= tonumber(ARGV[1])
    or (flags ~= form and ends <= now) or ends > 9007199254740992
    or (form == 2 and not tagsHold(KEYS[2], floor, version, entry, flags == 2 and 17 or 24)) then
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
  if ends ~= 0 then
    redis.call('SET', KEYS[1],
      struct.pack('>I7Bc8', version, form, operation) .. string.sub(entry, 24))
  end
elseif ends == 0 then
  redis.call('SET', KEYS[1],
    struct.pack('>I7Bc8I7', version, 64 + form, operation, now + ttl) .. string.sub(entry, 17),
    'PX', math.ceil(ttl / 1000))
else
  redis.call('SETRANGE', KEYS[1], 16, struct.pack('>I7', now + ttl))
  redis.call('PEXPIRE', KEYS[1], math.ceil(ttl / 1000))
end
return 1
