//! Every run shows what it promises, its page says where to look, and none of it is in the product.

mod command;
mod pages;
mod product;
mod runs;
