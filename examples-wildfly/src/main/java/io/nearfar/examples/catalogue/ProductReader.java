package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Reads products as everybody does, and looks which tier answers. */
@ApplicationScoped
public class ProductReader {

  private static final String CACHE = "products";
  private static final double NANOS_PER_MICRO = 1e3;

  @Inject private Products products;
  @Inject private CacheBeans beans;
  @Inject private HeardChanges heard;

  /**
   * The product with a number, if there is one. Who has answered is told by the counters of the
   * cache, before and after: if others read products at the same moment, it may be their answer.
   */
  public Optional<ProductRead> read(long id) {
    long known = heard.number();
    CacheFigures before = beans.of(CACHE);
    long start = System.nanoTime();
    Optional<ProductView> product = products.find(id);
    long nanos = System.nanoTime() - start;
    CacheFigures after = beans.of(CACHE);
    return product.map(
        found ->
            new ProductRead(
                ServerName.get(),
                found,
                answered(before, after),
                nanos / NANOS_PER_MICRO,
                Instant.now(),
                known));
  }

  private static Answered answered(CacheFigures before, CacheFigures after) {
    if (after.misses() > before.misses()) {
      return Answered.DATABASE;
    }
    return after.farHits() > before.farHits() ? Answered.FAR : Answered.NEAR;
  }
}
