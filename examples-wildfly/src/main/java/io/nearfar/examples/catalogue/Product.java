package io.nearfar.examples.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;

/** A product as the database keeps it. */
@Entity
public class Product {

  @Id private Long id;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false, length = 1000)
  private String description;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Category category;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  private Supplier supplier;

  @Column(nullable = false, precision = 10, scale = 2)
  private BigDecimal price;

  private int unitsSold;

  @SuppressWarnings("NullAway.Init") // for JPA, which sets the fields
  protected Product() {}

  Product(
      long id,
      String name,
      String description,
      Category category,
      Supplier supplier,
      BigDecimal price,
      int unitsSold) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.category = category;
    this.supplier = supplier;
    this.price = price;
    this.unitsSold = unitsSold;
  }

  Long id() {
    return id;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  Category category() {
    return category;
  }

  Supplier supplier() {
    return supplier;
  }

  BigDecimal price() {
    return price;
  }

  int unitsSold() {
    return unitsSold;
  }

  void changePrice(BigDecimal newPrice) {
    price = newPrice;
  }
}
