package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import org.hibernate.SessionFactory;

/** Counts what the database has to do for this server, with the statistics of Hibernate. */
@ApplicationScoped
public class QueryCounter {

  @PersistenceUnit
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManagerFactory entityManagerFactory;

  /** The statements run since the application started. */
  public long queries() {
    return entityManagerFactory
        .unwrap(SessionFactory.class)
        .getStatistics()
        .getPrepareStatementCount();
  }
}
