package io.nearfar.cdi.internal.keys;

import jakarta.interceptor.InvocationContext;

/** Makes the key of a call. Thread-safe. */
@FunctionalInterface
public interface KeyMaker {

  /** The key; never null. */
  Object key(InvocationContext call);
}
