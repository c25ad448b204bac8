package io.nearfar.internal.jcache;

import io.nearfar.management.NearfarManagerMXBean;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;

/**
 * Shows a manager over JMX as long as it shows one of its caches. Thread-safe, and without a lock:
 * caches that are configured at the same time would wait for each other in it, while the MBean
 * server calls whoever listens to it.
 */
final class ManagerBeans {
  private final ObjectName name;
  private final NearfarManagerMXBean bean;

  /** Of whoever has found {@link #changes} at 0. */
  private final MBeans mbeans = new MBeans();

  private final Set<CacheBeans> shown = ConcurrentHashMap.newKeySet();

  /** Changes of what is shown that the MBean server has not been told of. */
  private final AtomicInteger changes = new AtomicInteger();

  ManagerBeans(ObjectName name, NearfarManagerMXBean bean) {
    this.name = name;
    this.bean = bean;
  }

  /** A cache is shown. */
  void show(CacheBeans cache) {
    shown.add(cache);
    tell();
  }

  /** A cache is not shown any more, if it was. */
  void hide(CacheBeans cache) {
    shown.remove(cache);
    tell();
  }

  /** If another thread is at it, it goes on until all is told. */
  private void tell() {
    if (changes.getAndIncrement() > 0) {
      return;
    }
    int told;
    do {
      told = changes.get();
      if (shown.isEmpty()) {
        mbeans.unregister(name);
      } else {
        mbeans.register(name, DescribedBean.of(bean, NearfarManagerMXBean.class));
      }
    } while (changes.addAndGet(-told) > 0);
  }
}
