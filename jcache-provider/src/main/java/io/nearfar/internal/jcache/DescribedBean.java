package io.nearfar.internal.jcache;

import io.nearfar.management.Description;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/** An MXBean that says what its attributes, operations and parameters are: {@link Description}. */
final class DescribedBean extends StandardMBean {

  private <T> DescribedBean(T bean, Class<T> type) {
    super(bean, type, /* isMXBean= */ true);
  }

  /**
   * Adds the descriptions to a bean.
   *
   * @param type its MXBean interface
   */
  static <T> DescribedBean of(T bean, Class<T> type) {
    return new DescribedBean(bean, type);
  }

  @Override
  protected @Nullable String getDescription(MBeanInfo info) {
    return textOf(getMBeanInterface(), info.getDescription());
  }

  @Override
  protected @Nullable String getDescription(MBeanAttributeInfo info) {
    String getter = (info.isIs() ? "is" : "get") + info.getName();
    return textOf(method(getter), info.getDescription());
  }

  @Override
  protected @Nullable String getDescription(MBeanOperationInfo info) {
    return textOf(method(info.getName()), info.getDescription());
  }

  @Override
  protected int getImpact(MBeanOperationInfo info) {
    Description text = method(info.getName()).getAnnotation(Description.class);
    return text != null && text.readOnly() ? MBeanOperationInfo.INFO : MBeanOperationInfo.ACTION;
  }

  @Override
  protected String getParameterName(
      MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
    return method(operation.getName()).getParameters()[sequence].getName();
  }

  /** Our interfaces have one method of each name. */
  private Method method(String name) {
    return Arrays.stream(getMBeanInterface().getMethods())
        .filter(method -> method.getName().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  private static String textOf(AnnotatedElement element, @Nullable String otherwise) {
    Description text = element.getAnnotation(Description.class);
    return text == null ? Objects.requireNonNullElse(otherwise, "") : text.value();
  }
}
