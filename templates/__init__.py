"""What pages and the site are made from: data of the package."""
