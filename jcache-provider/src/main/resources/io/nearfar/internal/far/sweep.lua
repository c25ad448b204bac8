-- sweep: frees the memory of dead entries of one segment. Changes nothing that can be seen.
--
-- KEYS   1 meta of the segment   2, 3 ... entries of it (the same slot)
-- reply  how many were freed
-- Whether an entry is dead is decided here and not by the client: it may have been stored anew
-- since the client saw it.

local meta = redis.call('MGET', KEYS[1])[1]
local cleared, floor
if meta and #meta == 24 then
  cleared, floor = select(2, struct.unpack('>I8I8I8', meta))
end
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local freed = 0
for i = 2, #KEYS do
  local head = redis.pcall('GETRANGE', KEYS[i], 0, 22)
  if type(head) == 'string' and #head >= 8 then
    local version, flags = struct.unpack('>I7B', head)
    local dead
    if flags == 97 and #head == 23 then
      -- A clear does not end a hold.
      dead = struct.unpack('>I7', head, 17) <= now
    else
      -- A lease of the same version as the clear was made after it. Of tags, only the floor is looked at.
      dead = not cleared or version < cleared or (version == cleared and flags ~= 65)
        or ((flags == 2 or flags == 66) and version <= floor)
    end
    if dead then
      freed = freed + redis.call('UNLINK', KEYS[i])
    end
  end
end
return freed
