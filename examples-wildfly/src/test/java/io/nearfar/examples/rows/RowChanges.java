package io.nearfar.examples.rows;

import io.nearfar.cdi.BatchInvalidation;
import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;

/** Changes rows and what is cached of them, in the transaction of the caller. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class RowChanges {
  @Inject private Rows rows;

  /** Changes a row. */
  @BatchInvalidation
  @InvalidateTags(value = "row:{id}", cacheName = "rows")
  public void change(String id, String text) throws SQLException {
    rows.write(id, text);
  }

  /** Only drops what is cached of it. */
  @BatchInvalidation
  @InvalidateTags(value = "row:{id}", cacheName = "rows")
  public void drop(String id) {}
}
