#pragma once

#include <latch>
#include <thread>
#include <vector>

namespace photodesk::test {

/// work(0) … work(threads − 1), begun at the same moment; returns when all are done.
template <typename Work>
void together(int threads, Work work)
{
    std::latch start(threads);
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i) {
        all.emplace_back([&start, &work, i] {
            start.arrive_and_wait();
            work(i);
        });
    }
    for (std::thread& thread : all)
        thread.join();
}

} // namespace photodesk::test
