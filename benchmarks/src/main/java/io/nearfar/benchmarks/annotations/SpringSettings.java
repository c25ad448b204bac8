package io.nearfar.benchmarks.annotations;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spring's caching as it is usually set up, with Caffeine. */
@Configuration
@EnableCaching(proxyTargetClass = true)
class SpringSettings {

  @Bean
  CacheManager caches() {
    return new CaffeineCacheManager();
  }

  @Bean
  SpringPrices prices() {
    return new SpringPrices();
  }
}
