package io.nearfar.examples.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A category of products. */
@Entity
public class Category {

  @Id private Long id;

  @Column(unique = true, nullable = false)
  private String name;

  @SuppressWarnings("NullAway.Init") // for JPA, which sets the fields
  protected Category() {}

  Category(long id, String name) {
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
