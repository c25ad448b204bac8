package io.nearfar.config;

/** A weigher that the file can name. */
public final class TestWeigher implements EntryWeigher<Object, Object> {
  @Override
  public int weigh(Object key, Object value) {
    return 7;
  }

  /** One that can't be made. */
  public static final class Failing implements EntryWeigher<Object, Object> {
    public Failing() {
      throw new IllegalStateException("on purpose");
    }

    @Override
    public int weigh(Object key, Object value) {
      return 1;
    }
  }

  /** One without a public constructor. */
  public static final class Hidden implements EntryWeigher<Object, Object> {
    private Hidden() {}

    @Override
    public int weigh(Object key, Object value) {
      return 1;
    }
  }
}
