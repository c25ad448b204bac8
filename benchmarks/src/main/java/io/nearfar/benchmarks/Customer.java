package io.nearfar.benchmarks;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A mutable value as applications cache them: three strings, a number, a list and an instant. */
public final class Customer implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private String name = "";
  private String street = "";
  private String city = "";
  private int orders;

  // An interface on purpose: copiers have to find out the class of the list, as in real beans.
  @SuppressWarnings("serial")
  private List<String> tags = new ArrayList<>();

  private Instant since = Instant.EPOCH;

  /** An empty customer. */
  public Customer() {}

  /**
   * A deep copy, made by hand: what a copy costs at least.
   *
   * @param other the customer to copy
   */
  public Customer(Customer other) {
    name = other.name;
    street = other.street;
    city = other.city;
    orders = other.orders;
    tags = new ArrayList<>(other.tags);
    since = other.since;
  }

  /**
   * The customer of a number.
   *
   * @param number any number
   * @return a new customer, equal in content for equal numbers
   */
  public static Customer numbered(int number) {
    Customer customer = new Customer();
    customer.name = "Customer " + number;
    customer.street = "Long Street " + (number % 1000);
    customer.city = "City " + (number % 100);
    customer.orders = number;
    customer.tags.add("tag-a-" + (number % 10));
    customer.tags.add("tag-b-" + (number % 20));
    customer.tags.add("tag-c-" + (number % 30));
    customer.since = Instant.ofEpochSecond(1_700_000_000L + number, 123_456_789L);
    return customer;
  }

  /**
   * Name.
   *
   * @return the name
   */
  public String getName() {
    return name;
  }

  /**
   * Name.
   *
   * @param name the name
   */
  public void setName(String name) {
    this.name = name;
  }

  /**
   * Street.
   *
   * @return the street
   */
  public String getStreet() {
    return street;
  }

  /**
   * City.
   *
   * @return the city
   */
  public String getCity() {
    return city;
  }

  /**
   * Number of orders.
   *
   * @return the number
   */
  public int getOrders() {
    return orders;
  }

  /**
   * Tags.
   *
   * @return the list itself, not a copy
   */
  public List<String> getTags() {
    return tags;
  }

  /**
   * Customer since.
   *
   * @return the time
   */
  public Instant getSince() {
    return since;
  }
}
