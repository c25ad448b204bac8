package io.nearfar.spi;

/** Shares every object: store-by-reference. */
final class SharingCopier implements Copier {
  static final SharingCopier INSTANCE = new SharingCopier();

  private SharingCopier() {}

  @Override
  public boolean shares(Object object) {
    return true;
  }

  @Override
  public <T> T copy(T object) {
    return object;
  }

  @Override
  public void close() {}
}
