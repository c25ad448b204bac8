package io.nearfar.servers.probe;

import io.nearfar.cdi.CacheTags;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;

/** Counts the calls that reach it. */
@ApplicationScoped
public class Answers {
  private final String deployment = UUID.randomUUID().toString();
  private final AtomicInteger calls = new AtomicInteger();

  /** Answers with an id of this deployment and a number of its own. */
  @CacheResult(cacheName = "answers")
  @CacheTags("question:{question}")
  public Answer answer(String question) {
    return new Answer(deployment, calls.incrementAndGet());
  }

  /** Forgets an answer, by its tag, after the commit of the caller's transaction. */
  @InvalidateTags(value = "question:{question}", cacheName = "answers")
  public void changed(String question) {
    // The annotation does it.
  }

  /** Forgets an answer. */
  @CacheRemove(cacheName = "answers")
  public void forget(String question) {
    // The annotation does it.
  }
}
