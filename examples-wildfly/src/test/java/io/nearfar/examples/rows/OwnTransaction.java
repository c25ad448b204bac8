package io.nearfar.examples.rows;

import io.nearfar.cdi.InvalidateTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;

/** Changes rows in a transaction of its own, whatever becomes of the caller's. */
@ApplicationScoped
public class OwnTransaction {
  @Inject private Rows rows;

  /** Changes a row, and commits. */
  @Transactional(TxType.REQUIRES_NEW)
  @InvalidateTags(value = "row:{id}", cacheName = "rows")
  public void change(String id, String text) throws SQLException {
    rows.write(id, text);
  }
}
