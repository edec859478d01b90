package dev.lockstep.orgsim.org;

import dev.lockstep.orgsim.evidence.Documented;

/// What the platform does to records by itself, in one transaction: their `SystemModstamp` moves, and nothing else.
final class SystemProcess {
    private final Transaction transaction;

    SystemProcess(Transaction transaction) {
        this.transaction = transaction;
    }

    /// Touches the first living records of the object, in the order of their Ids.
    ///
    /// @return how many there were
    @Documented(
            url =
                    "https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/system_fields.htm")
    int touch(ObjectDefinition object, int most) {
        var table = transaction.state().table(object);
        var numbers = table.inIdOrder(0, Long.MAX_VALUE);
        var touched = 0;
        while (touched < most && numbers.hasNext()) {
            var number = numbers.nextLong();
            if (!table.isDeleted(number)) {
                var draft = Draft.change(table.find(number).orElseThrow(), number, transaction.stamp());
                draft.set(SystemFields.SYSTEM_MODSTAMP, new Value.Moment(transaction.stamp()));
                transaction.put(draft.store());
                touched++;
            }
        }
        return touched;
    }
}
