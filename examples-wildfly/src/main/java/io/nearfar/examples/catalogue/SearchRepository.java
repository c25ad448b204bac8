package io.nearfar.examples.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;

/** Searches the database. Knows nothing of caches. */
@ApplicationScoped
@Transactional
public class SearchRepository {

  /** The most products that a search finds. */
  static final int MOST = 20;

  private static final char ESCAPE = '!';

  @PersistenceContext
  @SuppressWarnings("NullAway.Init") // the container sets it
  private EntityManager entityManager;

  /**
   * The best-selling products with all of some words in name or description. No index helps to find
   * a word within a text: the database looks at all products.
   *
   * @param words in lower case, with a space between two of them
   */
  public SearchResult search(String words) {
    String[] each = words.split(" ", -1);
    TypedQuery<ProductView> query =
        entityManager.createQuery(queryFor(each.length), ProductView.class).setMaxResults(MOST);
    for (int i = 0; i < each.length; i++) {
      query.setParameter("word" + i, '%' + escaped(each[i]) + '%');
    }
    return new SearchResult(words, query.getResultList());
  }

  private static String queryFor(int words) {
    StringBuilder query =
        new StringBuilder(
            """
            select new io.nearfar.examples.catalogue.ProductView(
                p.id, p.name, p.description, c.name, s.id, s.name, p.price)
            from Product p join p.category c join p.supplier s
            where 1 = 1""");
    for (int i = 0; i < words; i++) {
      query.append(
          """
           and (lower(p.name) like :word%1$d escape '%2$s'
            or lower(p.description) like :word%1$d escape '%2$s')"""
              .formatted(i, ESCAPE));
    }
    return query.append(" order by p.unitsSold desc, p.id").toString();
  }

  private static String escaped(String word) {
    StringBuilder escaped = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      char character = word.charAt(i);
      if (character == ESCAPE || character == '%' || character == '_') {
        escaped.append(ESCAPE);
      }
      escaped.append(character);
    }
    return escaped.toString();
  }
}
