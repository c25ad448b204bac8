-- change: stores or removes a value under a condition.
--
-- KEYS   1 entry   2 meta of its segment   3 clocks of its tags, if the value has tags (the same slot)
-- ARGV   1 condition: '*' anything, '-' nothing, '+' something, '=' the value of ARGV[8],
--          '#' the version of ARGV[8], '@' nothing but the lease of the token ARGV[8]; of a
--          removal also '<' anything, and it begins a hold, '>' anything, and it ends one, '/' nothing
--          but a hold, and it ends one
--        2 id of the operation, 8 bytes; an entry that has it tells a repetition
--        3 time to live of a new entry in us: -1 = for ever, 0 = it is not stored; or of a hold
--        4 time to live from an update on in us: -1, 0 = the entry is gone, -2 = as it is
--        5 channel   6 head of its messages
--        7 '1' = the reply is to have the old record
--        8 what the condition compares with, else ''
--        9 value; left out = remove the entry
--        10 its tags, see tags.lua; left out = none
--        11 the version as of which it was computed; left out = now
-- reply  {status, version of the change or 0, newest version of the segment,
--        end of what was stored in us or 0 = never or nothing, old record or nil}
--        status: 0 CREATED, 1 UPDATED, 2 REMOVED, 3 NOT_STORED, 4 ABSENT, 5 PRESENT, 6 MISMATCH,
--        7 OUTDATED: one of the tags was invalidated after ARGV[11]
--        The version of the change is 0, too, if one of the tags is held: nobody will see the value.
--        The old record is there if it was asked for, and always after a mismatch of values.
-- A repetition changes nothing; the reply is {1, version of the entry, newest, end of the entry},
-- with 0 for 1 if the condition was "nothing".
-- The removal of anything or nothing is announced even if nothing is there: other nodes may still
-- have, near, what the server has evicted, or be loading what is invalid from now on. For the same
-- reason every change that is made ends the lease that is there, see lease.lua.
-- A hold is a record with flags 97 and no value, which has the number of its holders where others
-- have the id of the operation. For everybody nothing is there; no lease takes its place, but a value
-- does, and only its end and that of its time remove it.

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

local condition, value = ARGV[1], ARGV[9]
local alive, leased, present, ends, start = false, false, 0, 0, 17
local holders, held = 0, 0
if entry and #entry >= 16 then
  local flags, operation
  present, flags, operation = struct.unpack('>I7Bc8', entry)
  if flags >= 64 and #entry >= 23 then
    ends, start = struct.unpack('>I7', entry, 17)
  end
  if flags == 65 then
    -- One of the same version as the clear was made after it.
    if condition == '@' and present >= cleared and ends > now then
      leased = floor == 0
      if not leased then
        local fields, fence = clockFields(KEYS[2], floor, {})
        leased = fields and present >= fence
      end
    end
  elseif flags == 97 then
    if ends > now and ends <= 9007199254740992 then
      holders, held = struct.unpack('>I8', operation), ends
    end
  elseif present > cleared and present <= 9007199254740992 then
    -- The client refuses an end that is no exact number.
    alive = flags == 0 or flags == 2
      or ((flags == 64 or flags == 66) and ends > now and ends <= 9007199254740992)
    if value and operation == ARGV[2] then
      return {condition == '-' and 0 or 1, present, newest, ends}
    end
    if alive and (flags == 2 or flags == 66) then
      alive, start = tagsHold(KEYS[2], floor, present, entry, start)
    end
  end
end

local old = false
if alive then
  if ARGV[7] == '1' then
    old = entry
  end
  if condition == '-' or condition == '@' then
    return {5, 0, newest, 0, old}
  elseif condition == '=' and string.sub(entry, start) ~= ARGV[8] then
    return {6, 0, newest, 0, entry}
  elseif condition == '#' and present ~= tonumber(ARGV[8]) then
    return {6, 0, newest, 0, old}
  end
elseif condition == '@' then
  if not leased or present ~= tonumber(ARGV[8]) then
    return {4, 0, newest, 0, false}
  end
elseif condition == '+' or condition == '=' or condition == '#' then
  return {4, 0, newest, 0, false}
end
if condition == '/' and holders == 0 then
  return {4, 0, newest, 0, false}
end

-- Without clocks, what is stored could not be found invalid later: it makes them.
local tags, makes, barred = ARGV[10] or '', false, 0
if tags ~= '' then
  local since, fields = tonumber(ARGV[11]), nil
  if floor ~= 0 then
    fields = clockFields(KEYS[2], floor, tagsAt(tags, 1))
  end
  if since and ((floor == 0 and cleared > since)
      or (floor ~= 0 and (not fields or floor > since or newestOf(fields) > since))) then
    return {7, 0, newest, 0, old}
  end
  makes = not fields
  barred = fields and newestOf(fields) or 0
end

local version = newest + 1
if now > version then
  version = now
end
if makes then
  redis.call('UNLINK', KEYS[3])
  redis.call('HSET', KEYS[3], '', struct.pack('>I8I8', newest, floor == 0 and 0 or newest))
  floor = newest
end
redis.call('SET', KEYS[2], struct.pack('>I8I8I8', version, cleared, floor))

local status, made, ttl = 0, version, ARGV[3]
if alive then
  status, ttl = 1, ARGV[4]
end
if not value then
  status, ttl = 2, '0'
  if not alive then
    status, made = 4, 0
  end
elseif ttl == '0' and not alive then
  status, made = 3, 0
end

if ttl == '0' then
  ends = 0
  if condition == '<' then
    holders, held = holders + 1, math.max(held, now + ARGV[3])
  elseif (condition == '>' or condition == '/') and holders > 0 then
    holders = holders - 1
  end
  if holders > 0 then
    redis.call('SET', KEYS[1], struct.pack('>I7BI8I7', version, 97, holders, held),
      'PX', math.ceil((held - now) / 1000))
  elseif entry then
    redis.call('DEL', KEYS[1])
  end
else
  local form = tags == '' and 0 or 2
  if ttl == '-1' then
    ends = 0
  elseif ttl ~= '-2' then
    ends = now + ttl
  end
  if ends == 0 then
    redis.call('SET', KEYS[1], struct.pack('>I7Bc8', version, form, ARGV[2]) .. tags .. value)
  else
    redis.call('SET', KEYS[1],
      struct.pack('>I7Bc8I7', version, 64 + form, ARGV[2], ends) .. tags .. value,
      'PX', math.ceil((ends - now) / 1000))
  end
end
redis.call('PUBLISH', ARGV[5],
  ARGV[6] .. struct.pack('>I8I8', newest, version) .. string.sub(KEYS[1], #KEYS[2] + 2))
if barred >= version then
  made = 0
end
return {status, made, version, ends, old}
