package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Products in the database. Knows nothing of caches. What changes them belongs to the transaction
 * of the caller.
 */
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
                p.id, p.name, p.description, c.name, s.id, s.name, p.price)
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
   * Changes a price.
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
   * Takes an amount off the price of each product of a supplier, below zero if need be.
   *
   * @return what has changed, or empty if the supplier has no products
   */
  public Optional<Discount> discount(long supplierId, BigDecimal amount) {
    int products =
        entityManager
            .createQuery(
                """
                update Product p set p.price = p.price - :amount
                where p.supplier.id = :supplier""")
            .setParameter("amount", amount)
            .setParameter("supplier", supplierId)
            .executeUpdate();
    if (products == 0) {
      return Optional.empty();
    }
    BigDecimal lowest =
        entityManager
            .createQuery(
                "select min(p.price) from Product p where p.supplier.id = :supplier",
                BigDecimal.class)
            .setParameter("supplier", supplierId)
            .getSingleResult();
    List<String> categories =
        entityManager
            .createQuery(
                """
                select distinct c.name from Product p join p.category c
                where p.supplier.id = :supplier
                order by c.name""",
                String.class)
            .setParameter("supplier", supplierId)
            .getResultList();
    return Optional.of(new Discount(supplierId, products, lowest, categories));
  }

  /**
   * Deletes a product.
   *
   * @return the product as it was, or empty if there was none with this number
   */
  public Optional<ProductView> delete(long id) {
    Optional<ProductView> product = find(id);
    product.ifPresent(found -> entityManager.remove(entityManager.find(Product.class, id)));
    return product;
  }
}
