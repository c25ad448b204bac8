-- describe: says what a cache is like, unless another node has said so before.
--
-- KEYS   1 descriptor of the cache (a hash)
-- ARGV   1 channel   2 head of a message that nobody heeds   3, 4 ... field, value, field, value
-- reply  what the descriptor has, for the same fields in their order
-- The message finds out, before the first change needs it, whether this user may publish.

redis.call('PUBLISH', ARGV[1], ARGV[2])
local reply = {}
for i = 3, #ARGV, 2 do
  redis.call('HSETNX', KEYS[1], ARGV[i], ARGV[i + 1])
  reply[#reply + 1] = redis.call('HGET', KEYS[1], ARGV[i])
end
return reply
