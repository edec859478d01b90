package dev.lockstep.orgsim.bulk1;

import dev.lockstep.orgsim.evidence.Assumed;
import dev.lockstep.orgsim.evidence.Documented;
import dev.lockstep.orgsim.org.RecordNumbers;
import dev.lockstep.orgsim.org.Table;
import dev.lockstep.orgsim.soql.IdRange;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;

/// Cuts the records of an object into ranges of Ids.
final class IdRanges {
    private final Table table;
    private final int size;

    private IdRanges(Table table, int size) {
        this.table = table;
        this.size = size;
    }

    /// All ranges, or `most` of them where there are more.
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/async_api_headers_enable_pk_chunking.htm")
    @Assumed(
            reason = "Deleted records count, as documented. Ranges without a record, which an org may well make, are"
                    + " left out here; without any record there is one range")
    static List<IdRange> of(Table table, PkChunking chunking, int most) {
        var ranges = new IdRanges(table, chunking.chunkSize());
        long start = chunking.start().map(table::numberAtOrAfter).orElse(0L);
        PrimitiveIterator.OfLong numbers = table.inIdOrder(start, Long.MAX_VALUE);
        if (!numbers.hasNext()) {
            return List.of(ranges.at(start == Long.MAX_VALUE ? 0 : start));
        }
        return ranges.from(chunking.start().isPresent() ? start : numbers.nextLong(), most);
    }

    private List<IdRange> from(long first, int most) {
        List<IdRange> ranges = new ArrayList<>();
        long next = first;
        for (var numbers = table.inIdOrder(next, Long.MAX_VALUE);
                numbers.hasNext() && ranges.size() < most;
                numbers = table.inIdOrder(next, Long.MAX_VALUE)) {
            long lowest = first + (numbers.nextLong() - first) / size * size;
            ranges.add(at(lowest));
            next = lowest + size;
        }
        return ranges;
    }

    private IdRange at(long lowest) {
        String prefix = table.definition().keyPrefix();
        return new IdRange(RecordNumbers.id(prefix, lowest), RecordNumbers.id(prefix, lowest + size));
    }
}
