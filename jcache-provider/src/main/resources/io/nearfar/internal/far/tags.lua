-- tags: what the scripts share that meet entries with tags; stands where they say so.
--
-- A record with tags has, between its header and its value, the number of tags in one byte, and each
-- with its length in one byte before it.
-- The clocks of the tags of a segment are in a hash, whose key is that of the meta with '!t' behind it:
--   tag    '>I8' version of its newest invalidation; while it is held '>I8I8I2': that, the version
--          up to which it is held, how many hold it
--   empty  '>I8I8' floor, fence: leases that are older than the fence are dead
-- The floor is also the third number of the meta. Entries with tags that are not newer are dead: what
-- was before it is not known. Without the hash, or if it has another floor, all are dead, and all
-- leases. A floor of 0 says that no tags were used since the meta was made: there is no hash.

-- The tags at a place of a text, and the place after them; nothing if they are damaged.
local function tagsAt(text, at)
  local names, place = {}, at + 1
  for i = 1, string.byte(text, at) or 0 do
    local length = string.byte(text, place) or 0
    if length == 0 or place + length > #text then
      return nil
    end
    names[i] = string.sub(text, place + 1, place + length)
    place = place + 1 + length
  end
  return names, place
end

-- What the hash has, from the second on for the names in their order, and the fence; nothing if it is
-- lost. Where another node has it, because its slot moves, this fails: nothing may be written before.
local function clockFields(meta, floor, names)
  local key = meta .. '!t'
  local fields = redis.pcall('HMGET', key, '', unpack(names))
  if fields.err then
    if string.find(fields.err, 'WRONGTYPE', 1, true) then
      return nil
    end
    fields = redis.call('HMGET', key, '', unpack(names))
  end
  if not fields[1] or #fields[1] ~= 16 then
    return nil
  end
  local its, fence = struct.unpack('>I8I8', fields[1])
  if its ~= floor then
    return nil
  end
  return fields, fence
end

-- The version up to which a tag is invalid, by its field.
local function invalidUpTo(field)
  if #field == 18 then
    local clock, held = struct.unpack('>I8I8', field)
    return math.max(clock, held)
  end
  -- What is damaged is of the future.
  return #field == 8 and struct.unpack('>I8', field) or math.huge
end

-- The version up to which one of some tags is invalid, by the fields of the hash.
local function newestOf(fields)
  local newest = 0
  for i = 2, #fields do
    if fields[i] then
      newest = math.max(newest, invalidUpTo(fields[i]))
    end
  end
  return newest
end

-- Whether the tags at a place of a record are valid, and the place of the value.
local function tagsHold(meta, floor, version, record, at)
  local names, value = tagsAt(record, at)
  if not names then
    return false, at
  end
  local fields = floor ~= 0 and version > floor and clockFields(meta, floor, names)
  return fields and newestOf(fields) < version or false, value
end
