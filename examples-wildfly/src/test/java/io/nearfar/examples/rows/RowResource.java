package io.nearfar.examples.rows;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;

/** Reads rows, and begins transactions that change them. */
@Path("rows/{id}")
public class RowResource {
  @Inject Rows rows;
  @Inject OpenTransaction transaction;

  /** The text of a row, and whether the database had to be asked. One reader at a time. */
  @GET
  public String read(@PathParam("id") String id, @QueryParam("slow") boolean slow)
      throws SQLException {
    int before = rows.queries();
    String text = rows.read(id, slow);
    return text + (rows.queries() == before ? " cached" : " queried");
  }

  /** Changes a row; answers when the transaction has ended. */
  @PUT
  public void change(@PathParam("id") String id, String text) throws SQLException {
    transaction.change(id, text);
  }

  /** The same around another change. */
  @PUT
  @Path("around/{inner}")
  public void changeAround(
      @PathParam("id") String id, @PathParam("inner") String inner, String text)
      throws SQLException {
    transaction.changeAround(id, inner, text);
  }

  /** Does all of it in vain. */
  @PUT
  @Path("in-vain")
  public void changeInVain(@PathParam("id") String id, String text) throws SQLException {
    transaction.dropInVain(id, text);
  }
}
