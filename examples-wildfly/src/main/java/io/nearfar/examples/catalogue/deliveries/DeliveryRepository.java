package io.nearfar.examples.catalogue.deliveries;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;

/**
 * Times of delivery in the database. Knows nothing of caches. What changes them belongs to the
 * transaction of the caller.
 */
@ApplicationScoped
@Transactional
public class DeliveryRepository {

  @PersistenceContext
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManager entityManager;

  /** How long a supplier takes, if there is one with this number. */
  public Optional<Delivery> find(long supplierId) {
    return entityManager
        .createQuery(
            """
            select new io.nearfar.examples.catalogue.deliveries.Delivery(s.id, s.deliveryDays)
            from Supplier s where s.id = :id""",
            Delivery.class)
        .setParameter("id", supplierId)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Sets the time of all suppliers, as an import would. */
  public void setAll(int days) {
    entityManager
        .createQuery("update Supplier s set s.deliveryDays = :days")
        .setParameter("days", days)
        .executeUpdate();
  }
}
