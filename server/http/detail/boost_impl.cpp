// The compiled part of Asio and Beast, once, so that the other files of this folder compile in bearable time.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
