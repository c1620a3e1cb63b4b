package io.kaipan.domain.customer;

/**
 * Which two customers are linked as relatives, whoever of them the link was made from: each two at most once (CUS-5). Reads
 * and writes take part in the command's transaction.
 */
public interface RelativePairs {
    /** Links two customers unless they are linked; of simultaneous attempts one wins. @return whether this one did */
    boolean claim(CustomerId customer, CustomerId relative);

    /** Whether two customers are linked. */
    boolean areLinked(CustomerId one, CustomerId other);

    /** Takes the link between two customers away. */
    void release(CustomerId customer, CustomerId relative);
}
