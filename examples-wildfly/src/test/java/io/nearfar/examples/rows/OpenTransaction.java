package io.nearfar.examples.rows;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/** Transactions that wait at the gate, and end as they are told there. */
@ApplicationScoped
@Transactional
public class OpenTransaction {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  @Inject private Rows rows;
  @Inject private RowChanges changes;
  @Inject private OwnTransaction own;
  @Inject private Gate gate;

  /** Changes a row. */
  public void change(String id, String text) throws SQLException {
    changes.change(id, text);
    end();
  }

  /** Changes a row, and in between another one in a transaction of its own. */
  public void changeAround(String id, String inner, String text) throws SQLException {
    changes.change(id, text);
    own.change(inner, text);
    end();
  }

  /** Drops what is cached of a row when it is certain that all of this is rolled back. */
  public void dropInVain(String id, String text) throws SQLException {
    rows.write(id, text);
    registry.setRollbackOnly();
    changes.drop(id);
    end();
  }

  private void end() {
    if (gate.pass().equals("rollback")) {
      throw new ClientErrorException(Response.Status.CONFLICT);
    }
  }
}
