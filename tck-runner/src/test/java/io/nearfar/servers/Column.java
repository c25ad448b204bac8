package io.nearfar.servers;

/** What is asked of each server, in the order of the matrix. */
enum Column {
  BY_NAME("Provider by name"),
  WITHOUT_NAME("Provider without a name"),
  ANNOTATIONS("Annotations"),
  TAGS("Tags, after commit"),
  REDIS("Redis"),
  BEANS("MBeans"),
  BEANS_GONE("MBeans gone"),
  THREADS_GONE("Threads gone"),
  LOADER_GONE("Class loader gone");

  private final String title;

  Column(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
