package io.nearfar.cdi;

import io.nearfar.cdi.internal.lite.NearfarLiteExtension;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;

/** Without the annotation for which Weld, knowing portable extensions, skips the real one. */
public class TestedLiteExtension implements BuildCompatibleExtension {
  private final NearfarLiteExtension tested = new NearfarLiteExtension();

  @Discovery
  public void addInterceptors(MetaAnnotations annotations, ScannedClasses scanned) {
    tested.addInterceptors(annotations, scanned);
  }

  @Registration(types = Object.class)
  public void collect(BeanInfo bean) {
    tested.collect(bean);
  }

  @Synthesis
  public void addBeans(SyntheticComponents beans) {
    tested.addBeans(beans);
  }
}
