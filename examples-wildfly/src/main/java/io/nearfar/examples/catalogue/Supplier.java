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

  @Column(columnDefinition = "integer default 7 not null")
  private int deliveryDays;

  @SuppressWarnings("NullAway.Init") // for JPA, which sets the fields
  protected Supplier() {}

  Supplier(long id, String name, int deliveryDays) {
    this.id = id;
    this.name = name;
    this.deliveryDays = deliveryDays;
  }

  Long id() {
    return id;
  }

  String name() {
    return name;
  }

  int deliveryDays() {
    return deliveryDays;
  }
}
