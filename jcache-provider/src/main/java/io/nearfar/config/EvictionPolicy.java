package io.nearfar.config;

/** Which entry leaves a near tier that is full. */
public enum EvictionPolicy {
  /** W-TinyLFU, which adapts between recency and frequency; the default. */
  ADAPTIVE,
  /** The entry whose last use is longest ago. */
  LRU,
  /** The entry that was used least often; among equals, the one whose last use is longest ago. */
  LFU,
  /** The entry that was created first; reads and updates do not matter. */
  FIFO
}
