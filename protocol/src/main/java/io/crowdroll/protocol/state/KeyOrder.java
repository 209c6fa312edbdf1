package io.crowdroll.protocol.state;

import java.util.Arrays;

/**
 * Distinct 256-bit keys, numbered as they were added and ordered by value: exact search and the
 * nearest key below in O(log n), whatever the keys are, so that nobody can make them slow. An AVL
 * tree (Adelson-Velsky, Landis 1962) on flat arrays, 41 bytes a key.
 *
 * <p>A key is 4 longs, least significant first. Links hold a number + 1; 0 is none.
 */
final class KeyOrder {
  private static final int WORDS = 4;

  private long[] keys = new long[WORDS];
  private int[] left = new int[1];
  private int[] right = new int[1];
  private byte[] height = new byte[1];
  private int size;
  private int root;

  int size() {
    return size;
  }

  /** Where the keys lie: key k from long 4 k on. */
  long[] keys() {
    return keys;
  }

  /** The number of a key, −1 where it is absent. */
  int find(long[] key, int at) {
    int link = root;
    while (link != 0) {
      int order = compare(key, at, link - 1);
      if (order == 0) {
        return link - 1;
      }
      link = order < 0 ? left[link - 1] : right[link - 1];
    }
    return -1;
  }

  /** The number of the greatest key that is smaller, −1 where there is none. */
  int below(long[] key, int at) {
    int link = root;
    int best = 0;
    while (link != 0) {
      if (compare(key, at, link - 1) > 0) {
        best = link;
        link = right[link - 1];
      } else {
        link = left[link - 1];
      }
    }
    return best - 1;
  }

  /** Adds a key that is absent and returns its number. */
  int add(long[] key, int at) {
    if (size == left.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      left = Arrays.copyOf(left, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
      height = Arrays.copyOf(height, 2 * size);
    }
    System.arraycopy(key, at, keys, WORDS * size, WORDS);
    left[size] = 0;
    right[size] = 0;
    height[size] = 1;
    size++;
    root = insert(root, size);
    return size - 1;
  }

  /** Takes the key back that was added last. */
  void removeLast() {
    root = remove(root, size);
    size--;
  }

  private int insert(int link, int added) {
    if (link == 0) {
      return added;
    }
    int k = link - 1;
    if (compare(keys, WORDS * (added - 1), k) < 0) {
      left[k] = insert(left[k], added);
    } else {
      right[k] = insert(right[k], added);
    }
    return balanced(link);
  }

  private int remove(int link, int gone) {
    int k = link - 1;
    if (link != gone) {
      if (compare(keys, WORDS * (gone - 1), k) < 0) {
        left[k] = remove(left[k], gone);
      } else {
        right[k] = remove(right[k], gone);
      }
      return balanced(link);
    }
    if (left[k] == 0 || right[k] == 0) {
      return left[k] + right[k];
    }
    int heir = right[k];
    while (left[heir - 1] != 0) {
      heir = left[heir - 1];
    }
    int rest = remove(right[k], heir);
    left[heir - 1] = left[k];
    right[heir - 1] = rest;
    return balanced(heir);
  }

  private int balanced(int link) {
    int k = link - 1;
    int lean = height(left[k]) - height(right[k]);
    if (lean > 1) {
      int child = left[k] - 1;
      if (height(left[child]) < height(right[child])) {
        left[k] = rotatedLeft(left[k]);
      }
      return rotatedRight(link);
    }
    if (lean < -1) {
      int child = right[k] - 1;
      if (height(right[child]) < height(left[child])) {
        right[k] = rotatedRight(right[k]);
      }
      return rotatedLeft(link);
    }
    measure(k);
    return link;
  }

  private int rotatedLeft(int link) {
    int k = link - 1;
    int top = right[k];
    right[k] = left[top - 1];
    left[top - 1] = link;
    measure(k);
    measure(top - 1);
    return top;
  }

  private int rotatedRight(int link) {
    int k = link - 1;
    int top = left[k];
    left[k] = right[top - 1];
    right[top - 1] = link;
    measure(k);
    measure(top - 1);
    return top;
  }

  private void measure(int k) {
    height[k] = (byte) (1 + Math.max(height(left[k]), height(right[k])));
  }

  private int height(int link) {
    return link == 0 ? 0 : height[link - 1];
  }

  /** Levels of the search tree: what a search takes at most. */
  int levels() {
    return height(root);
  }

  private int compare(long[] key, int at, int k) {
    for (int word = WORDS - 1; word >= 0; word--) {
      long mine = key[at + word];
      long other = keys[WORDS * k + word];
      if (mine != other) {
        return Long.compareUnsigned(mine, other);
      }
    }
    return 0;
  }
}
