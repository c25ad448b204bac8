package io.nearfar.examples.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Who delivers a product. */
@Entity
public class Supplier {

  @Id private Long id;

  @Column(nullable = false)
  private String name;

  @SuppressWarnings("NullAway.Init") // for JPA, which sets the fields
  protected Supplier() {}

  Supplier(long id, String name) {
    this.id = id;
    this.name = name;
  }

  Long id() {
    return id;
  }

  String name() {
    return name;
  }
}
