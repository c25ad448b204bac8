package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.Optional;

/** Products in the database. Knows nothing of caches. */
@ApplicationScoped
@Transactional
public class ProductRepository {

  @PersistenceContext
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManager entityManager;

  /** The product with a number, if there is one. */
  public Optional<ProductView> find(long id) {
    return entityManager
        .createQuery(
            """
            select new io.nearfar.examples.catalogue.ProductView(
                p.id, p.name, p.description, c.name, s.name, p.price)
            from Product p join p.category c join p.supplier s
            where p.id = :id""",
            ProductView.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** The products of a category; an empty list if there is no such category. */
  public CategoryListing findByCategory(String category) {
    return new CategoryListing(
        category,
        entityManager
            .createQuery(
                """
                select new io.nearfar.examples.catalogue.ProductSummary(p.id, p.name, p.price)
                from Product p join p.category c
                where c.name = :category
                order by p.id""",
                ProductSummary.class)
            .setParameter("category", category)
            .getResultList());
  }

  /**
   * Changes a price; on return the change is committed.
   *
   * @return the changed product, or empty if there is no product with this number
   */
  public Optional<ProductView> changePrice(long id, BigDecimal price) {
    Product product = entityManager.find(Product.class, id);
    if (product == null) {
      return Optional.empty();
    }
    product.changePrice(price);
    entityManager.flush();
    return find(id);
  }

  /**
   * Deletes a product; on return it is committed.
   *
   * @return the product as it was, or empty if there was none with this number
   */
  public Optional<ProductView> delete(long id) {
    Optional<ProductView> product = find(id);
    product.ifPresent(found -> entityManager.remove(entityManager.find(Product.class, id)));
    return product;
  }
}
