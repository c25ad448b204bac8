package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reports from the database. Knows nothing of caches. */
@ApplicationScoped
@Transactional
public class ReportRepository {

  @PersistenceContext
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManager entityManager;

  /**
   * Computes the revenue of all categories. Slow by nature: each product is compared with every
   * other of its category, which makes some four million comparisons.
   */
  public RevenueReport revenueByCategory() {
    Instant start = Instant.now();
    List<CategoryRevenue> categories =
        entityManager
            .createQuery(
                """
                select new io.nearfar.examples.catalogue.CategoryRevenue(
                    c.name,
                    count(p),
                    sum(p.price * p.unitsSold),
                    sum(case when
                        (select count(rival) from Product rival
                         where rival.category = p.category
                           and rival.price < p.price
                           and rival.unitsSold > p.unitsSold) >= 10
                        then p.price * p.unitsSold else 0.00bd end))
                from Product p join p.category c
                group by c.name
                order by sum(p.price * p.unitsSold) desc""",
                CategoryRevenue.class)
            .getResultList();
    Instant end = Instant.now();
    return new RevenueReport(end, Duration.between(start, end).toMillis(), categories);
  }
}
