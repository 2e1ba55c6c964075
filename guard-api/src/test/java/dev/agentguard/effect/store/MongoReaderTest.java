package dev.agentguard.effect.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands of MongoDB do. */
class MongoReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "{'find':'orders','filter':{}} ¦ READ_ONLY ONE mongo:collection shop.orders",
                "{'insert':'orders'} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'drop':'orders'} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'dropDatabase':1} ¦ IRREVERSIBLE ALL mongo:database shop",
                "{'dropIndexes':'orders','index':'*'} ¦ IRREVERSIBLE ALL mongo:index shop.orders.*",
                "{'delete':'orders','deletes':[{'q':{'_id':'?'},'limit':1}]} ¦ IRREVERSIBLE ONE mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'a':'?'},'limit':0}]} ¦ IRREVERSIBLE MANY mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{}}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'_id':{'$exists':true}},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'$or':[{'a':1},{}]},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'$and':[{'a':1},{}]},'limit':0}]} ¦ IRREVERSIBLE MANY mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'_id':{'$gte':'$minKey'}},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'_id':{'$ne':null}},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'$comment':'?'},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders','deletes':[{'q':{'_id':'?'},'limit':1},{'q':{},'limit':0}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'delete':'orders'} ¦ UNKNOWN ALL mongo:database shop",
                "{'update':'orders','updates':[{'q':{},'u':{}}]} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'update':'orders','updates':[{'q':{'a':1},'u':{},'multi':true}]} ¦ REVERSIBLE MANY mongo:collection shop.orders",
                "{'update':'orders','updates':[{'q':{},'u':{},'multi':true}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'findAndModify':'orders','query':{'a':1},'remove':true} ¦ IRREVERSIBLE ONE mongo:collection shop.orders",
                "{'findAndModify':'orders','query':{'a':1},'update':{}} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'aggregate':'orders','pipeline':[{'$match':{}}]} ¦ READ_ONLY ONE mongo:collection shop.orders",
                "{'aggregate':'orders','pipeline':[{'$out':'sums'}]} ¦ IRREVERSIBLE ALL mongo:collection shop.sums",
                "{'aggregate':'orders','pipeline':[{'$out':{'db':'other','coll':'sums'}}]} ¦ IRREVERSIBLE ALL mongo:collection other.sums",
                "{'aggregate':'orders','pipeline':[{'$merge':{'into':'sums'}}]} ¦ IRREVERSIBLE MANY mongo:collection shop.sums",
                "{'aggregate':'orders','pipeline':[{'$merge':{'into':'sums','whenMatched':'keepExisting'}}]} ¦ REVERSIBLE MANY mongo:collection shop.sums",
                "{'aggregate':'orders'} ¦ UNKNOWN ALL mongo:database shop",
                "{'mapReduce':'orders','out':{'inline':1}} ¦ READ_ONLY ONE mongo:collection shop.orders",
                "{'mapReduce':'orders','out':'sums'} ¦ IRREVERSIBLE ALL mongo:collection shop.sums",
                "{'renameCollection':'shop.a','to':'shop.b'} ¦ REVERSIBLE ONE mongo:collection shop.a",
                "{'renameCollection':'shop.a','to':'shop.b','dropTarget':true} ¦ IRREVERSIBLE ALL mongo:collection shop.b",
                "{'createIndexes':'orders','indexes':[{'name':'a'}]} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'createIndexes':'orders','indexes':[{'expireAfterSeconds':1}]} ¦ IRREVERSIBLE MANY mongo:collection shop.orders",
                "{'collMod':'orders','validator':{}} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'collMod':'orders','index':{'expireAfterSeconds':1}} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'bulkWrite':1,'ops':[{'delete':0,'filter':{},'multi':true}],'nsInfo':[{'ns':'shop.orders'}]} ¦ IRREVERSIBLE ALL mongo:collection shop.orders",
                "{'bulkWrite':1,'ops':[{'insert':0}],'nsInfo':[{'ns':'shop.orders'}]} ¦ REVERSIBLE ONE mongo:collection shop.orders",
                "{'bulkWrite':1,'ops':[{'replaces':0}],'nsInfo':[]} ¦ UNKNOWN ALL mongo:database shop",
                "{'dropUser':'bob'} ¦ IRREVERSIBLE ONE mongo:user bob",
                "{'shutdown':1} ¦ IRREVERSIBLE ONE mongo:server",
                "{'getlasterror':1} ¦ READ_ONLY ONE mongo:collection",
                "{'applyOps':[]} ¦ UNKNOWN ALL mongo:database shop",
                "{'someNewCommand':1} ¦ UNKNOWN ONE mongo:database shop",
                "{'insert':'orders','…':true} ¦ UNKNOWN ALL mongo:database shop",
            })
    void commands(String json, String expected) {
        assertThat(Commands.worst(Commands.mongo(json.replace('\'', '"')))).isEqualTo(expected);
    }

    @Test
    void aThousandDeletes_areOneEffect() {
        String one = "{\"q\":{\"_id\":\"?\"},\"limit\":1}";
        StoreCommand command =
                Commands.mongo("{\"delete\":\"orders\",\"deletes\":[" + (one + ",").repeat(999) + one + "]}");
        assertThat(Commands.effects(command)).hasSize(1);
        assertThat(Commands.worst(command)).isEqualTo("IRREVERSIBLE MANY mongo:collection shop.orders");
    }

    @Test
    void anotherDatabase_isThePlace() {
        Effect effect = Commands.effects(Commands.mongo(
                        "{\"aggregate\":\"orders\",\"pipeline\":[{\"$out\":{\"db\":\"other\",\"coll\":\"sums\"}}]}"))
                .get(0);
        assertThat(effect.places())
                .containsExactly(
                        new Place(Place.DATABASE_HOST, "mongo.internal:27017"),
                        new Place(Place.DATABASE_NAME, "other"));
    }

    @Test
    void deepFilters_endTheReading() {
        String deep = "{\"$and\":[".repeat(25) + "{}" + "]}".repeat(25);
        assertThat(Commands.worst(
                        Commands.mongo("{\"delete\":\"orders\",\"deletes\":[{\"q\":" + deep + ",\"limit\":0}]}")))
                .startsWith("IRREVERSIBLE ALL");
    }
}
