package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Fills the database if it is empty when the application starts, with the same data each time. */
@ApplicationScoped
public class SampleData {

  private static final Logger LOGGER = System.getLogger(SampleData.class.getName());

  /** How many products there are, numbered from 1. */
  static final int PRODUCTS = 20_000;

  private static final int SUPPLIERS = 250;
  private static final int LONGEST_DELIVERY = 14;
  private static final long SEED = 107;

  private static final List<String> SENTENCES =
      List.of(
          "Made to last and easy to repair.",
          "Comes with a warranty of three years.",
          "Our customers' favourite for many years.",
          "Needs no assembly.",
          "Packed without plastics.",
          "Spare parts are kept in stock.",
          "Fits all products of the same series.",
          "Tested by an independent laboratory.");

  @PersistenceContext
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManager entityManager;

  @Transactional
  void generate(@Observes @Initialized(ApplicationScoped.class) Object started) {
    Instant start = Instant.now();
    // H2 would keep the result of the last report and hide how slow it is without our cache.
    entityManager.createNativeQuery("set optimize_reuse_results 0").executeUpdate();
    boolean fill = isEmpty();
    if (fill) {
      fill(new Random(SEED));
    }
    LOGGER.log(
        Level.INFO,
        "Product catalogue: {0} products {1} in {2} ms. Open http://{3}:{4,number,#}/catalogue/",
        PRODUCTS,
        fill ? "generated" : "found",
        Duration.between(start, Instant.now()).toMillis(),
        System.getProperty("jboss.bind.address", "127.0.0.1"),
        Integer.getInteger("jboss.http.port", 8080)
            + Integer.getInteger("jboss.socket.binding.port-offset", 0));
  }

  private boolean isEmpty() {
    // Products can be deleted, categories stay.
    return entityManager.find(Category.class, 1L) == null;
  }

  private void fill(Random random) {
    List<Category> categories = categories();
    List<Supplier> suppliers = suppliers();
    for (int id = 1; id <= PRODUCTS; id++) {
      entityManager.persist(
          product(id, categories.get(id % categories.size()), oneOf(suppliers, random), random));
    }
    entityManager.flush();
  }

  private List<Category> categories() {
    List<Category> categories = new ArrayList<>();
    for (String department : SampleWords.DEPARTMENTS) {
      for (String kind : SampleWords.KINDS) {
        Category category = new Category(categories.size() + 1L, department + "-" + kind);
        entityManager.persist(category);
        categories.add(category);
      }
    }
    return categories;
  }

  private List<Supplier> suppliers() {
    List<Supplier> suppliers = new ArrayList<>();
    for (int id = 1; id <= SUPPLIERS; id++) {
      Supplier supplier = new Supplier(id, "Supplier " + id + " Ltd", 1 + id % LONGEST_DELIVERY);
      entityManager.persist(supplier);
      suppliers.add(supplier);
    }
    return suppliers;
  }

  private static Product product(int id, Category category, Supplier supplier, Random random) {
    String material = oneOf(SampleWords.MATERIALS, random);
    String name =
        oneOf(SampleWords.ADJECTIVES, random)
            + " "
            + material
            + " "
            + category.name()
            + " no. "
            + id;
    String description =
        String.join(
            " ",
            name + ", made of " + material + ".",
            oneOf(SENTENCES, random),
            oneOf(SENTENCES, random),
            oneOf(SENTENCES, random));
    BigDecimal price = BigDecimal.valueOf(100 + random.nextInt(50_000), 2);
    return new Product(id, name, description, category, supplier, price, random.nextInt(5_000));
  }

  private static <T> T oneOf(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
