package io.nearfar.internal.jcache;

import io.nearfar.management.NearfarManagerMXBean;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.management.ObjectName;

/** Shows a manager over JMX as long as it shows one of its caches. Thread-safe. */
final class ManagerBeans {
  private final ObjectName name;
  private final NearfarManagerMXBean bean;
  private final MBeans mbeans = new MBeans();
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}. */
  private final Set<CacheBeans> shown = new HashSet<>();

  ManagerBeans(ObjectName name, NearfarManagerMXBean bean) {
    this.name = name;
    this.bean = bean;
  }

  /** A cache is shown. */
  void show(CacheBeans cache) {
    lock.lock();
    try {
      shown.add(cache);
      mbeans.register(name, DescribedBean.of(bean, NearfarManagerMXBean.class));
    } finally {
      lock.unlock();
    }
  }

  /** A cache is not shown any more, if it was. */
  void hide(CacheBeans cache) {
    lock.lock();
    try {
      if (shown.remove(cache) && shown.isEmpty()) {
        mbeans.unregister(name);
      }
    } finally {
      lock.unlock();
    }
  }
}
