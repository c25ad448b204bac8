package io.nearfar.internal.jcache;

import io.nearfar.internal.engine.ExpiryRule;
import io.nearfar.internal.util.WarnOnce;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An application's expiry policy. If it fails, the default that JSR-107 leaves to us applies: new
 * entries live for ever, others keep their time.
 */
final class PolicyExpiry implements ExpiryRule {
  private static final System.Logger LOGGER = System.getLogger(PolicyExpiry.class.getName());

  private final CacheIdentity cache;
  private final ExpiryPolicy policy;
  private final WarnOnce warning = new WarnOnce(LOGGER);

  PolicyExpiry(CacheIdentity cache, ExpiryPolicy policy) {
    this.cache = cache;
    this.policy = policy;
  }

  @Override
  public long creation() {
    return ExpiryRules.creation(ask(policy::getExpiryForCreation));
  }

  @Override
  public long update() {
    return ExpiryRules.nanos(ask(policy::getExpiryForUpdate));
  }

  @Override
  public long access() {
    return ExpiryRules.nanos(ask(policy::getExpiryForAccess));
  }

  private @Nullable Duration ask(Supplier<@Nullable Duration> question) {
    try {
      return question.get();
    } catch (Exception e) {
      warning.log(() -> JCacheMessages.expiryPolicyFailed(cache.name(), cache.manager()), e);
      return null;
    }
  }
}
