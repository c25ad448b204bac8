package io.nearfar.examples.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Counts the calls that reach it. */
@ApplicationScoped
public class Answers {
  private final AtomicInteger calls = new AtomicInteger();

  /** Answers with the name of this module and a number of its own. */
  @CacheResult(cacheName = "answers")
  public Answer answer(String question) {
    try {
      return new Answer(InitialContext.doLookup("java:module/ModuleName"), calls.incrementAndGet());
    } catch (NamingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Forgets an answer. */
  @CacheRemove(cacheName = "answers")
  public void forget(String question) {
    // The annotation does it.
  }
}
