package io.nearfar.servers.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** Asks, and has answers forgotten. */
@ApplicationScoped
@Path("answers/{question}")
public class AnswerResource {
  @Inject Answers answers;
  @Inject Changes changes;

  /** The deployment that has answered, and the number of its answer. */
  @GET
  @Produces("text/plain")
  public String ask(@PathParam("question") String question) {
    Answer answer = answers.answer(question);
    String text = answer.toString();
    answer.scribble();
    return text;
  }

  /** Changes what the answer is about, in a transaction that is rolled back if it fails. */
  @PUT
  public void change(@PathParam("question") String question, @QueryParam("fails") boolean fails) {
    try {
      changes.change(question, fails);
    } catch (ChangeFailedException expected) {
      // This is what the caller has asked for.
    }
  }

  /** Has the next one computed anew. */
  @DELETE
  public void forget(@PathParam("question") String question) {
    answers.forget(question);
  }
}
