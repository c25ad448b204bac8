package io.nearfar.servers.plain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Has transactions of the server, as the other application has. */
@ApplicationScoped
public class PlainTransactions {

  /**
   * Does nothing, in a transaction.
   *
   * @throws PlainFailedException if it is to be rolled back
   */
  @Transactional
  public void run(boolean fails) {
    if (fails) {
      throw new PlainFailedException();
    }
  }
}
