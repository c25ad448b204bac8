-- invalidate: invalidates all entries of one segment that carry one of some tags, or all leases of
-- it, however many there are.
--
-- KEYS   1 meta of the segment   2 clocks of its tags (the same slot)
-- ARGV   1 channel   2 head of its messages
--        3 the tags, see tags.lua; empty = none
--        4 '1' = all leases are void (a fence)
--        5 '<' = it begins a hold of the tags and invalidates nothing, '>' = it ends one, '/' = it
--          ends one and invalidates nothing, '*' = none of that
--        6 how long a hold lasts at most, in us
--        7 how many clocks there may be; what is beyond that is forgotten, the oldest first
-- reply  the version of the change
-- Whoever hears of a fence asks for each entry whether it still holds, and is told by the clocks that
-- are made here: so there is one message, and with a fence it does not name the tags.
-- A hold lasts up to a version: they are times, but never run back.

-- include tags.lua

local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local meta = redis.call('MGET', KEYS[1])[1]
local newest, cleared, floor
if meta and #meta == 24 then
  newest, cleared, floor = struct.unpack('>I8I8I8', meta)
else
  newest = now + 60000000
  cleared, floor = newest, 0
end
local version = newest + 1
if now > version then
  version = now
end

local names = ARGV[3] == '' and {} or tagsAt(ARGV[3], 1)
local fields, fence = nil, 0
if floor ~= 0 then
  fields, fence = clockFields(KEYS[1], floor, names)
end
if not fields then
  redis.call('UNLINK', KEYS[2])
  -- If there were clocks before, there may have been a newer fence.
  fields, fence, floor = {}, floor == 0 and 0 or newest, newest
end
if ARGV[4] == '1' then
  fence = version
end

local gone = {}
local changes = {'', struct.pack('>I8I8', floor, fence)}
for i, name in ipairs(names) do
  local field, clock, held, holders = fields[i + 1], 0, 0, 0
  if field and #field == 18 then
    clock, held, holders = struct.unpack('>I8I8I2', field)
    if held < version then
      -- Nobody has said how it ended: as if it had been an invalidation.
      clock, held, holders = math.max(clock, held), 0, 0
    end
  elseif field then
    clock = math.min(invalidUpTo(field), version)
  end
  if ARGV[5] == '*' or ARGV[5] == '>' then
    clock = version
  end
  if ARGV[5] == '<' then
    held, holders = math.max(held, version + ARGV[6]), math.min(holders + 1, 65535)
  elseif ARGV[5] ~= '*' then
    holders = math.max(holders - 1, 0)
  end
  if holders == 0 and clock == 0 then
    gone[#gone + 1] = name
  else
    changes[#changes + 1] = name
    changes[#changes + 1] = holders > 0 and struct.pack('>I8I8I2', clock, held, holders)
      or struct.pack('>I8', clock)
  end
end
redis.call('HSET', KEYS[2], unpack(changes))
if #gone > 0 then
  redis.call('HDEL', KEYS[2], unpack(gone))
end

-- Forgets what was not invalidated for long: of a few by chance the oldest, a quarter of them at most.
-- What is held, or was invalidated here, is not forgotten. Tries are counted: all may be held.
local over = redis.call('HLEN', KEYS[2]) - 1 - ARGV[7]
local tries = over / 2 + 4
local risen = floor
while over > 0 and tries > 0 do
  tries = tries - 1
  local some, old = redis.call('HRANDFIELD', KEYS[2], 16, 'WITHVALUES'), {}
  for i = 1, #some, 2 do
    if some[i] ~= '' then
      local clock = invalidUpTo(some[i + 1])
      if clock < version or clock == math.huge then
        old[#old + 1] = {some[i], clock}
      end
    end
  end
  table.sort(old, function(one, other) return one[2] < other[2] end)
  for i = 1, math.min(#old, over, 4) do
    redis.call('HDEL', KEYS[2], old[i][1])
    over = over - 1
    -- A damaged one is as new as it can be.
    risen = math.max(risen, math.min(old[i][2], version - 1))
  end
end
if risen > floor then
  floor = risen
  redis.call('HSET', KEYS[2], '', struct.pack('>I8I8', floor, fence))
end
redis.call('SET', KEYS[1], struct.pack('>I8I8I8', version, cleared, floor))
redis.call('PUBLISH', ARGV[1], ARGV[2] .. struct.pack('>I8I8', newest, version)
  .. (ARGV[4] == '1' and '' or ARGV[3]))
return version
