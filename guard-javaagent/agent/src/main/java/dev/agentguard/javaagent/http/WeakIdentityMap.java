package dev.agentguard.javaagent.http;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers something about an application's object for as long as that lives. Safe for use by several threads.
 *
 * @param <K> the type of the objects, told apart by identity
 * @param <V> what is remembered; must not hold the object
 */
public final class WeakIdentityMap<K, V> {

    private final Map<Key<K>, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<K> collected = new ReferenceQueue<>();

    /**
     * Remembers something.
     *
     * @param key the object
     * @param value what to remember of it
     */
    public void put(K key, V value) {
        forgetCollected();
        values.put(new Key<>(key, collected), value);
    }

    /**
     * Returns what is remembered.
     *
     * @param key the object
     * @return what was put last, or null
     */
    public @Nullable V get(K key) {
        return values.get(new Key<>(key, null));
    }

    private void forgetCollected() {
        for (Reference<? extends K> gone = collected.poll(); gone != null; gone = collected.poll()) {
            values.remove(gone);
        }
    }

    private static final class Key<K> extends WeakReference<K> {
        private final int hash;

        Key(K key, @Nullable ReferenceQueue<K> queue) {
            super(key, queue);
            hash = System.identityHashCode(key);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this == other) {
                return true;
            }
            K own = get();
            return own != null && other instanceof Key<?> key && key.get() == own;
        }
    }
}
