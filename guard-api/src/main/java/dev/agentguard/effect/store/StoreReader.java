package dev.agentguard.effect.store;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a command does to a data store. A command that is not known, and one of which a part that counts was left
 * out, is {@code UNKNOWN}. Stateless and safe for use by many threads.
 */
public final class StoreReader implements EffectReader<StoreCommand> {

    @Override
    public List<Effect> read(StoreCommand command) {
        List<Effect> effects = switch (command.store()) {
            case REDIS -> new RedisReader(command).effects();
            case MONGODB -> new MongoReader(command).effects();
            case KAFKA -> new KafkaReader(command).effects();
        };
        List<Place> places = places(command);
        return effects.stream().map(effect -> in(effect, places)).toList();
    }

    private static List<Place> places(StoreCommand command) {
        List<Place> places = new ArrayList<>(command.hosts().size() + 1);
        for (String host : command.hosts()) {
            places.add(new Place(Place.DATABASE_HOST, host));
        }
        if (places.isEmpty()) {
            places.add(new Place(Place.DATABASE_HOST, null));
        }
        if (command.database() != null) {
            places.add(new Place(Place.DATABASE_NAME, command.database()));
        }
        return places;
    }

    /** An effect that says itself in which database it is need not be in the connection's. */
    private static Effect in(Effect effect, List<Place> places) {
        if (effect.places().isEmpty()) {
            return effect.toBuilder().places(places).build();
        }
        List<Place> both = new ArrayList<>(places);
        both.removeIf(place -> place.type().equals(Place.DATABASE_NAME));
        both.addAll(effect.places());
        return effect.toBuilder().places(both).build();
    }
}
